/// One measurement that a walk wants: the test and all of its parameters. The same request is run once.
package struct TestRequest: Sendable, Hashable {
    package var test: String
    /// Defaults included.
    package var parameters: [String: String]

    package init(test: String, parameters: [String: String] = [:]) {
        self.test = test
        self.parameters = parameters
    }

    init(_ node: Node.Test, _ catalogue: Catalogue) {
        let given = node.given
        self.init(
            test: node.test.value,
            parameters: catalogue.tests[node.test.value]?.parameters(with: given) ?? given)
    }
}
