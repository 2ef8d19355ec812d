/// Milliseconds as people say them: `21 ms`, `2.1 s`, `3 min 5 s`.
package func durationText(milliseconds: Int) -> String {
    if abs(Double(milliseconds)) < 1_000 { return "\(milliseconds) ms" }
    if abs(Double(milliseconds)) < 59_950 {
        let tenths = (milliseconds.magnitude + 50) / 100
        return "\(milliseconds < 0 ? "-" : "")\(tenths / 10).\(tenths % 10) s"
    }
    let seconds = milliseconds.magnitude / 1_000 + (milliseconds.magnitude % 1_000 >= 500 ? 1 : 0)
    return "\(milliseconds < 0 ? "-" : "")\(seconds / 60) min \(seconds % 60) s"
}
