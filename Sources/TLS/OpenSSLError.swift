import COpenSSL

/// A call into OpenSSL that failed, with everything OpenSSL said about it.
package struct OpenSSLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One entry of the thread's error queue.
    package struct Entry: Hashable, Sendable {
        /// The packed code (`ERR_GET_LIB`, `ERR_GET_REASON`).
        package let code: UInt
        /// OpenSSL's own words, with the data it attached: `error:0308010C:digital envelope routines::unsupported (…)`.
        package let text: String

        /// The reason alone: `wrong version number`.
        package let words: String
    }

    /// The OpenSSL function that failed.
    package let call: String
    /// The queue, oldest entry first; empty where OpenSSL gave no reason.
    package let queue: [Entry]

    /// Takes (and so empties) the error queue of the calling thread: make it right after the failed call, before any `await`.
    package init(draining call: String) {
        self.call = call
        var entries: [Entry] = []
        // The queue is a ring of 16; the bound only guards against a library that keeps refilling it.
        while entries.count < 64, let entry = Self.nextEntry() {
            entries.append(entry)
        }
        queue = entries
    }

    package var description: String {
        queue.isEmpty ? "\(call) failed" : "\(call): " + queue.map(\.text).joined(separator: "; ")
    }

    private static func nextEntry() -> Entry? {
        var data: UnsafePointer<CChar>?
        var flags: CInt = 0
        let code = ERR_get_error_all(nil, nil, nil, &data, &flags)
        guard code != 0 else { return nil }
        var buffer = [CChar](repeating: 0, count: 256)
        ERR_error_string_n(code, &buffer, buffer.count)
        var text = buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } } ?? ""
        // error:CODE:LIBRARY:FUNCTION:REASON
        let words = text.split(separator: ":", maxSplits: 4, omittingEmptySubsequences: false).last.map(String.init)
        if flags & ERR_TXT_STRING != 0, let data, data.pointee != 0 {
            text += " (\(String(cString: data)))"
        }
        return Entry(code: code, text: text, words: words ?? text)
    }
}
