import Net

/// A fault that a lab plays, or no fault at all.
package struct LabFault: Sendable, Identifiable {
    /// What a call or probe that meets it comes to.
    package enum Effect: String, Sendable, CaseIterable {
        case works
        /// Works, with a defect worth fixing.
        case worksWithDefect = "works-with-defect"
        case fails
    }

    /// Lower case and hyphens, the family first where there is one; what is given to `sipdiag lab` and `--lab`.
    package let id: String
    /// At most 70 characters.
    package let title: String
    /// What is broken, in one or two sentences.
    package let story: String
    /// The id of the cause that `sipdiag why` must name first; nil: none is to be named.
    package let cause: String?
    package let effect: Effect
    /// Sets the fault up on a lab's own addresses.
    let plan: @Sendable (AddressBlock) -> LabPlan

    /// It cannot be played on a machine without IPv6.
    package var needsIPv6: Bool {
        plan(AddressBlock(0)).sip.contains { $0.endpoints.contains { $0.address.isIPv6 } }
    }

    init(
        _ id: String, _ title: String, cause: String?, _ effect: Effect, story: String,
        plan: @escaping @Sendable (AddressBlock) -> LabPlan
    ) {
        self.id = id
        self.title = title
        self.story = story
        self.cause = cause
        self.effect = effect
        self.plan = plan
    }
}
