/// What a status page's body says. What could not be understood is never operational.
package enum StatusReading: Hashable, Sendable {
    case read(StatusReport)
    case unreadable(StatusUnreadable)
}

/// How well a service does, from best to worst.
package enum StatusLevel: String, CaseIterable, Comparable, Sendable {
    case operational
    case maintenance
    case degraded
    case outage

    package static func < (left: StatusLevel, right: StatusLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .operational: 0
        case .maintenance: 1
        case .degraded: 2
        case .outage: 3
        }
    }
}

/// A page understood. A green page is absence of evidence: pages lag 10 to 60 minutes behind. All texts are the page's, raw,
/// at most 300 characters each.
package struct StatusReport: Hashable, Sendable {
    /// Why `voice` is what it is.
    package enum Basis: String, Sendable {
        /// A component or incident that is about voice says so.
        case named
        /// The page reports trouble and does not name what is affected; it counts for voice too.
        case unnamed
        /// The page lists no voice component, and what it names may or may not carry calls; it counts for voice too.
        case noVoiceComponent = "no_voice_component"
        /// Nothing reported touches voice.
        case notAffected = "not_affected"
    }

    package let family: StatusFamily
    package let overall: StatusLevel
    /// What the page says about calls.
    package let voice: StatusLevel
    package let basis: Basis
    /// Open incidents and maintenance, under way or announced; at most 50.
    package let incidents: [StatusIncident]
    /// Components that do not work fully; at most 50.
    package let affected: [StatusComponent]
    /// The page lists a component that is about voice.
    package let listsVoice: Bool
    /// When the page was last changed, as it writes it; nil where it does not say.
    package let updated: String?
}

/// The software behind a page.
package enum StatusFamily: String, CaseIterable, Sendable {
    /// Atlassian Statuspage, API v2.
    case statuspage
    /// incident.io, in the form of Statuspage.
    case incidentIO = "incident_io"
    case instatus
    case checkly
    case betterStack = "better_stack"
    /// Cachet, API v1.
    case cachet
    case uptimeKuma = "uptime_kuma"
    case statusIO = "status_io"
    case slack
    case heroku
    /// Google Cloud and Workspace.
    case google
    /// RSS or Atom: tells the newest incident alone.
    case feed
    /// A page for people: it may tell less than the family's JSON, which comes first where a candidate has it.
    case html
}

/// Whether a name is about voice.
package enum VoiceRelevance: String, Sendable {
    case voice
    /// About something else for certain: SMS, billing, a dashboard.
    case other
    case unclear
}

/// One component of a page.
package struct StatusComponent: Hashable, Sendable {
    /// With its group's name before it: `SIP Trunking / Frankfurt`.
    package let name: String
    package let level: StatusLevel
    package let relevance: VoiceRelevance
}

/// One incident or maintenance that is not over.
package struct StatusIncident: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case incident
        case maintenance
    }

    /// Where it stands.
    package enum Phase: String, Sendable {
        /// Announced maintenance, which touches nothing yet.
        case scheduled
        /// Open, or maintenance under way.
        case open
        /// A fix is in place and being watched: by itself it does not make a page worse.
        case monitoring
    }

    package let kind: Kind
    package let name: String
    /// The page's word for where it stands; empty where it has none.
    package let status: String
    package internal(set) var phase: Phase
    /// The impact; nil where the page states none that is known.
    package let impact: StatusLevel?
    /// When it began or will begin, as the page writes it.
    package let started: String?
    /// When it is planned to end, as the page writes it.
    package let ends: String?
    /// The components it names.
    package let components: [String]
    package let relevance: VoiceRelevance
    /// The latest update, without HTML tags.
    package let update: String?
}
