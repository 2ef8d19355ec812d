/// Who has to act.
package enum Owner: String, Sendable, CaseIterable {
    case you, network, pbx, provider, callee, dns, nobody
}
