// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    // Packets are waited for longer than they are worked on: a small program starts faster than a fast one. Each function
    // in a section of its own lets the linker leave out what nobody calls.
    .unsafeFlags(["-Osize", "-Xfrontend", "-function-sections"], .when(configuration: .release)),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
    name: "sipdiag",
    products: [.executable(name: "sipdiag", targets: ["sipdiag"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        // C libraries, one owner each.
        .systemLibrary(name: "CLDNS", pkgConfig: "ldns", providers: [.apt(["libldns-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(name: "CShims"),

        // Protocols as pure values.
        module("SIP"),
        module("STUN"),
        module("RTP"),
        module("DNS", ["CLDNS"]),
        module("TLS", ["COpenSSL"]),
        module("YAML", ["CYAML"]),
        module("Settings", ["YAML"]),

        // The one seam to the world; the judge; the joint between them.
        module("Net", ["TLS", "CShims"]),
        module("Diagnosis", ["YAML"]),
        module("Probes", ["Diagnosis", "SIP", "STUN", "RTP", "DNS", "TLS", "Net"]),
        module("Lab", ["SIP", "STUN", "DNS", "TLS", "Net"]),
        module("Service", ["Probes", "Diagnosis", "SIP", "Net"]),

        // The knowledge, embedded; and what embeds files.
        .executableTarget(name: "embedgen", path: "Sources/embedgen", swiftSettings: strict),
        .plugin(
            name: "EmbedFiles", capability: .buildTool(), dependencies: ["embedgen"],
            path: "Sources/EmbedFiles"),
        .target(
            name: "Playbooks", path: "Playbooks",
            exclude: ["trees", "causes", "codes", "fixtures"],
            swiftSettings: strict, plugins: ["EmbedFiles"]),

        .executableTarget(
            name: "sipdiag",
            dependencies: [
                "Service", "Probes", "Diagnosis", "Settings", "Lab", "Playbooks", "Net",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["Monitoring", "Schemas", "Units"],
            swiftSettings: strict,
            // The static standard library exports 7,000 symbols that nobody looks up: 0.6 MB. Relative relocations,
            // packed as lld alone can: 1.1 MB. Tables to unwind the stack: 2.7 MB.
            linkerSettings: [
                .unsafeFlags(
                    [
                        "-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-Xlinker", "-z", "-Xlinker",
                        "pack-relative-relocs", "-Xlinker", "--no-eh-frame-hdr",
                        "-Xlinker", "-T\(Context.packageDirectory)/.ci/release.ld",
                    ], .when(platforms: [.linux], configuration: .release))
            ],
            plugins: ["EmbedFiles"]),

        .target(
            name: "TestSupport", dependencies: ["Diagnosis", "Net"], path: "Tests/TestSupport", swiftSettings: strict),
        tests("RulesTests", []),
        tests("SIPTests", ["SIP", "TLS", "TestSupport"]),
        tests("STUNTests", ["STUN", "TLS", "TestSupport"]),
        tests("RTPTests", ["RTP", "TLS", "TestSupport"]),
        tests("DNSTests", ["DNS"]),
        tests("TLSTests", ["TLS"]),
        tests("YAMLTests", ["YAML"]),
        tests("SettingsTests", ["Settings", "YAML", "TestSupport"]),
        tests("NetTests", ["Net", "TLS", "TestSupport"]),
        tests("DiagnosisTests", ["Diagnosis", "YAML", "TestSupport"]),
        tests(
            "ProbesTests",
            [
                "Probes", "Diagnosis", "Lab", "SIP", "STUN", "RTP", "DNS", "TLS", "Net", "Playbooks", "YAML",
                "TestSupport",
            ]),
        tests(
            "LabTests",
            ["Lab", "Probes", "Diagnosis", "SIP", "STUN", "DNS", "TLS", "Net", "Playbooks", "TestSupport"]),
        tests("ServiceTests", ["Service", "Probes", "Diagnosis", "Lab", "Playbooks", "SIP", "Net", "TestSupport"]),
        tests("CommandTests", ["sipdiag", "Lab", "SIP", "DNS", "Net", "TestSupport"]),
        tests("PeerTests", ["sipdiag", "Diagnosis", "TLS", "YAML", "TestSupport"]),
    ]
)
