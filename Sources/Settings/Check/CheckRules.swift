/// What only the modules of the protocols and the system know.
package struct CheckRules: Sendable {
    /// For `passwordFile` also whether the file can be read, and by nobody else.
    package var values: ValueRules
    /// Why a check cannot be run (`sips:` over UDP, a call of an emergency number); nil where it can.
    package var item: @Sendable (CheckItem) -> String?

    package init(values: ValueRules, item: @escaping @Sendable (CheckItem) -> String?) {
        self.values = values
        self.item = item
    }
}
