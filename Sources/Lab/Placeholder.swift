package import Net
package struct LabFault: Sendable { package var id = "", title = "", story = ""; package var cause: String? }
package enum LabFaults { package static let all: [LabFault] = []; package static func named(_ id: String) -> LabFault? { nil }; package static func near(_ id: String) -> String? { nil } }
package struct LabScenario: Sendable { package var target = ""; package var nameServer: Endpoint?; package var stunServers: [Endpoint] = []; package var statusURLs: [String] = []; package var transport: String?; package var arguments: [String] = [] }
@NetActor package final class RunningLab { package let scenario = LabScenario(); package static func start(_ fault: LabFault, network: any Network) async throws -> RunningLab { RunningLab() }; package func stop() {} }
