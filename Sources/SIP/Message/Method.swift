/// A request method. Case matters; an unknown one is a value like any other.
package struct Method: Hashable, Sendable, CustomStringConvertible {
    package let name: String

    package init(_ name: String) {
        self.name = name
    }

    package static let ack = Method("ACK")
    package static let bye = Method("BYE")
    package static let cancel = Method("CANCEL")
    package static let info = Method("INFO")
    package static let invite = Method("INVITE")
    package static let message = Method("MESSAGE")
    package static let notify = Method("NOTIFY")
    package static let options = Method("OPTIONS")
    package static let prack = Method("PRACK")
    package static let publish = Method("PUBLISH")
    package static let refer = Method("REFER")
    package static let register = Method("REGISTER")
    package static let subscribe = Method("SUBSCRIBE")
    package static let update = Method("UPDATE")

    /// The methods that IANA lists.
    package static let registered: Set<Method> = [
        .ack, .bye, .cancel, .info, .invite, .message, .notify, .options, .prack, .publish, .refer, .register,
        .subscribe, .update,
    ]

    package var description: String { name }
}
