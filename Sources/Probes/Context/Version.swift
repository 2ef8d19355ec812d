/// The version of sipdiag.
package enum SipdiagVersion {
    package static let text = "0.1.0"
}
