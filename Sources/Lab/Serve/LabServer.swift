package import Net

/// One running server of a lab.
@NetActor
package protocol LabServer: AnyObject, Sendable {
    /// Closes its sockets, and with them every descriptor it holds.
    func stop()
}
