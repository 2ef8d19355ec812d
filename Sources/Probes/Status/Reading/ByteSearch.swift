extension ArraySlice<UInt8> {
    /// Where a run of bytes first stands.
    func firstRange(ofBytes mark: [UInt8]) -> Range<Int>? {
        var start = startIndex
        while let first = mark.first, start < endIndex, let next = self[start...].firstIndex(of: first) {
            if self[next...].starts(with: mark) { return next..<next + mark.count }
            start = next + 1
        }
        return nil
    }
}
