import Net
import SIP

/// What is said in the call, or is not heard.
extension CallFaults {
    static let media: [LabFault] = [
        LabFault(
            "call-codec-mismatch", "The callee speaks another codec only", cause: "media.codec-mismatch", .fails,
            story: "The callee knows G.729 and nothing else, and refuses the offer: 488 with warning 305."
        ) { plan($0, answering { $0.terms.codecs = ["G729"] }) },

        LabFault(
            "call-srtp-required", "The callee takes encrypted media only", cause: "media.srtp-required", .fails,
            story: "An offer of plain RTP is refused (488, warning 302), one with SDES keys is accepted."
        ) { plan($0, answering { $0.terms.srtp = .required }) },

        LabFault(
            "call-srtp-unsupported", "The callee takes plain media only", cause: "media.srtp-unsupported", .fails,
            story: "An offer of SRTP is refused (488, warning 302), one of plain RTP is accepted."
        ) { block in
            var plan = plan(block, answering { $0.terms.srtp = .refused })
            plan.srtp = "sdes"
            return plan
        },

        LabFault(
            "call-no-audio", "The call is answered, and no media come", cause: "media.no-inbound-rtp",
            .worksWithDefect, story: "The callee answers and sends nothing: its media are lost on the way."
        ) { plan($0, answering { $0.media = .silent }) },

        LabFault(
            "call-private-address", "The answer names a private address", cause: "media.private-address",
            .worksWithDefect,
            story: "The callee stands behind a NAT, and its SDP names an address that exists only there."
        ) { plan($0, answering { $0.terms.address = .v4(0xC0A8_4D0A) }) },

        LabFault(
            "call-audio-elsewhere", "The media come from another port than said", cause: nil, .works,
            story: "The callee hears on the port that its SDP names, and sends from another one."
        ) { plan($0, answering { $0.media = .fromPort(0) }) },
    ]
}
