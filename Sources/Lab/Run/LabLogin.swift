/// Whom a lab expects; no secret, as it is good for this lab only.
package struct LabLogin: Sendable, Hashable {
    package let user: String
    package let password: String
}
