package import Net

/// One server of a lab; it serves until `stop()`.
@NetActor
package protocol LabServer: AnyObject, Sendable {
    /// Closes its sockets, and with them every descriptor it holds.
    func stop()
}
