/// Whose signatures count.
package struct TLSTrust: Sendable, Hashable {
    /// The authorities that this host trusts.
    package var includesSystem: Bool
    /// DER of further certificates. Each is an end of the chain, also one that is no root.
    package var certificates: [[UInt8]]

    package static let system = TLSTrust(includesSystem: true, certificates: [])

    package init(includesSystem: Bool, certificates: [[UInt8]]) {
        self.includesSystem = includesSystem
        self.certificates = certificates
    }

    /// The certificates of a `--ca-file` (PEM), and no others.
    package init(file: String) throws(TLSFileError) {
        self.init(includesSystem: false, certificates: try PEMFile.certificates(in: file))
    }
}
