/// The header fields that have a row. A name without one is still kept and found by `Message.values(named:)`.
package enum HeaderName: Int, Hashable, Sendable, CaseIterable {
    case accept, acceptContact, acceptEncoding, acceptLanguage, acceptResourcePriority, alertInfo, allow, allowEvents
    case authenticationInfo, authorization, callID, callInfo, contact, contentDisposition, contentEncoding
    case contentLanguage, contentLength, contentType, cseq, date, diversion, errorInfo, event, expires, flowTimer, from
    case geolocation, historyInfo, identity, infoPackage, inReplyTo, join, maxBreadth, maxForwards, mimeVersion
    case minExpires, minSE, organization, pAccessNetworkInfo, pAssertedIdentity, pAssociatedURI, pChargingVector
    case pPreferredIdentity, path, priority, privacy, proxyAuthenticate, proxyAuthorization, proxyRequire, rAck
    case reason, recordRoute, recvInfo, referTo, referredBy, rejectContact, remotePartyID, replaces, replyTo
    case requestDisposition, require, resourcePriority, retryAfter, route, rSeq, securityClient, securityServer
    case securityVerify, server, serviceRoute, sessionExpires, sessionID, sipETag, sipIfMatch, subject
    case subscriptionState, supported, targetDialog, timestamp, to, unsupported, userAgent, userToUser, via, warning
    case wwwAuthenticate

    /// How often a header may occur.
    package enum Occurrence: Hashable, Sendable {
        case once
        /// Values separated by commas, over any number of fields.
        case list
        /// One value a field, but several fields: commas belong to the value.
        case repeatable
    }

    /// The canonical name.
    package var name: String { Self.rows[rawValue].name }
    /// The one-letter form, if the header has one.
    package var compactForm: Character? { Self.rows[rawValue].compact }
    package var occurrence: Occurrence { Self.rows[rawValue].occurrence }

    /// A header by its canonical or compact name, in any case.
    package init?(_ name: String) {
        let bytes = Array(name.utf8)
        self.init(matching: bytes, 0..<bytes.count)
    }

    init?(matching bytes: [UInt8], _ range: Range<Int>) {
        guard range.count < Self.byLength.count else { return nil }
        for candidate in Self.byLength[range.count] {
            var isEqual = true
            for (index, letter) in candidate.letters.enumerated()
            where bytes[range.lowerBound + index].lowercased != letter {
                isEqual = false
                break
            }
            if isEqual {
                self = candidate.header
                return
            }
        }
        return nil
    }

    private struct Candidate {
        let header: HeaderName
        let letters: [UInt8]
    }

    /// Names and compact forms in small letters, by their length.
    private static let byLength: [[Candidate]] = {
        var table: [[Candidate]] = []
        for row in rows {
            for name in [row.name] + (row.compact.map { [String($0)] } ?? []) {
                let letters = name.utf8.map(\.lowercased)
                while table.count <= letters.count { table.append([]) }
                table[letters.count].append(Candidate(header: row.header, letters: letters))
            }
        }
        return table
    }()
}
