import Net

/// Makes sure that a port which is to be closed is closed: that nobody else listens there.
@NetActor
enum PortCheck {
    static func udpIsFree(_ local: Endpoint, _ network: any Network) throws(LabProblem) {
        switch network.openDatagramSocket(at: local) {
        case .success(let socket): socket.close()
        case .failure(let error): throw .cannotListen(local, error)
        }
    }

    static func tcpIsFree(_ local: Endpoint, _ network: any Network) throws(LabProblem) {
        switch network.listen(at: local, backlog: 0) {
        case .success(let listener): listener.close()
        case .failure(let error): throw .cannotListen(local, error)
        }
    }
}
