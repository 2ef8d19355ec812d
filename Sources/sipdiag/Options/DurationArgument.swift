import ArgumentParser

/// A length of time as people type it: `500ms`, `5s`, `2m`; a bare number is seconds. A day at most.
struct DurationArgument: Equatable {
    var milliseconds: Int

    /// Above zero.
    /// - Throws: how a length of time is written.
    init(_ text: String) throws {
        try self.init(text, allowsZero: false)
    }

    /// - Throws: how a length of time is written.
    init(_ text: String, allowsZero: Bool) throws {
        // RFC 3261 17.1.1.2: timers B and F are 64 * T1 = 32 s.
        if text == "rfc" {
            milliseconds = 32_000
            return
        }
        let units: [(suffix: String, milliseconds: Double)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("", 1000)]
        guard let unit = units.first(where: { text.hasSuffix($0.suffix) }),
            let number = Double(text.dropLast(unit.suffix.count)), number.isFinite
        else { throw ValidationError("write a length of time: 500ms, 5s, 2m, or `rfc` for 32 s") }
        let total = (number * unit.milliseconds).rounded()
        guard total >= (allowsZero ? 0 : 1), total <= 86_400_000 else {
            throw ValidationError("write a length of time from \(allowsZero ? "0s" : "1ms") to 24 hours (1440m)")
        }
        milliseconds = Int(total)
    }
}
