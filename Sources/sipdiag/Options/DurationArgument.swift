import ArgumentParser

/// A length of time as people type it: `500ms`, `5s`, `2m`; a bare number is seconds.
struct DurationArgument: ExpressibleByArgument, Equatable {
    var milliseconds: Int

    init(milliseconds: Int) {
        self.milliseconds = milliseconds
    }

    init?(argument: String) {
        // RFC 3261 17.1.1.2: timers B and F are 64 * T1 = 32 s.
        if argument == "rfc" {
            self.init(milliseconds: 32_000)
            return
        }
        let units: [(suffix: String, milliseconds: Double)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("", 1000)]
        guard let unit = units.first(where: { argument.hasSuffix($0.suffix) }),
            let number = Double(argument.dropLast(unit.suffix.count)), number.isFinite, number >= 0
        else { return nil }
        let total = (number * unit.milliseconds).rounded()
        guard total <= 86_400_000 else { return nil }
        self.init(milliseconds: Int(total))
    }

    var defaultValueDescription: String {
        milliseconds % 1000 == 0 ? "\(milliseconds / 1000)s" : "\(milliseconds)ms"
    }
}
