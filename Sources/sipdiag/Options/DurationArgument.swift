import ArgumentParser
import Settings

/// A length of time as people type it: `500ms`, `5s`, `2m`, `1h`; a bare number is seconds. A day at most.
struct DurationArgument: Equatable {
    var milliseconds: Int

    /// Above zero.
    /// - Throws: how a length of time is written.
    init(_ text: String) throws {
        try self.init(text, allowsZero: false)
    }

    /// - Throws: how a length of time is written.
    init(_ text: String, allowsZero: Bool) throws {
        do throws(ValueProblem) {
            let patience = LengthOfTime.patience
            milliseconds = try LengthOfTime.read(
                text, within: allowsZero ? 0...patience.upperBound : patience)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    init(milliseconds: Int) { self.milliseconds = milliseconds }
}
