/// The masks that were given, numbered in the order in which their secrets were met: `ip-1`, `num-2`.
struct MaskTable<Secret: Hashable & Sendable>: Sendable {
    private(set) var masks: [Secret: String] = [:]
    private var counts: [String: Int] = [:]

    /// - Parameter tail: what of the secret stays.
    mutating func mask(of secret: Secret, kind: String, tail: String = "") -> String {
        if let known = masks[secret] { return known }
        counts[kind, default: 0] += 1
        let mask = "\(kind)-\(counts[kind, default: 0])\(tail)"
        masks[secret] = mask
        return mask
    }
}
