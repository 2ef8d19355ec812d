/// Whether names are about voice, judged word by word.
enum VoiceWords {
    /// What one name is about. Voice wins: "SMS and Voice" is about voice.
    static func relevance(of name: String) -> VoiceRelevance {
        var relevance = VoiceRelevance.unclear
        var previous = ""
        for original in name.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).prefix(60) {
            let word = original.lowercased()
            if isVoice(word, original: original, after: previous) { return .voice }
            if other.contains(word) || otherStems.contains(where: word.hasPrefix) { relevance = .other }
            previous = word
        }
        return relevance
    }

    /// What an incident is about, by its own name and those of the components it lists.
    static func relevance(ofIncident name: String, components: [String]) -> VoiceRelevance {
        let own = relevance(of: name)
        let listed = components.map { relevance(of: $0) }
        if own == .voice || listed.contains(.voice) { return .voice }
        if own == .other || listed.isEmpty { return own }
        return listed.allSatisfy { $0 == .other } ? .other : .unclear
    }

    private static func isVoice(_ word: String, original: Substring, after previous: String) -> Bool {
        // "Users did not …" is no Direct Inward Dialling.
        if original == "DID" || original == "DIDs" { return true }
        if calls.contains(word) { return !programmingCalls.contains(previous) }
        return words.contains(word) || stems.contains(where: word.hasPrefix)
    }

    private static let words: Set = [
        "sip", "sips", "pstn", "pbx", "ivr", "voip", "rtp", "srtp", "sbc", "isdn", "webrtc", "audio", "e911", "911",
        "tollfree",
        "toll", "softphone", "softphones", "voz", "appels", "llamadas",
    ]
    private static let stems = [
        "voice", "trunk", "telepho", "telefon", "télépho", "phone", "dial", "terminati", "originati", "conferenc",
        "anruf",
        "sprach",
    ]
    private static let calls: Set = ["call", "calls", "calling", "caller", "callers"]
    private static let programmingCalls: Set = ["api", "apis", "webhook", "rest", "http", "rpc", "function", "video"]
    private static let other: Set = [
        "sms", "mms", "rcs", "dm", "web", "docs", "documentation", "console", "analytics", "verify", "lookup", "blog",
    ]
    private static let otherStems = [
        "messag", "whatsapp", "instagram", "facebook", "telegram", "viber", "email", "mail", "billing", "invoic",
        "payment",
        "dashboard", "portal", "website", "chat", "video", "fax", "report", "market", "communit", "forum", "academy",
        "store",
    ]
}
