/// Another INVITE, if the answer says how (RFC 3261 22, RFC 4028 7.3).
extension Call {
    /// The next attempt has a new branch and the next number. False: the answer is final.
    mutating func retry(after response: Message) -> Bool {
        guard attempts.count < plan.maximumAttempts, let added = heeding(response),
            let request = try? plan.invite(plan.cseq &+ UInt32(attempts.count), adding: added).build()
        else { return false }
        tell(.retried(response))
        hasRung = false
        hasProgressed = false
        attempts.append(Attempt(request))
        sendInvite()
        return true
    }

    private mutating func heeding(_ response: Message) -> [Header]? {
        if let credentials = authenticator.credentials(after: response, to: invite) {
            return sessionHeaders + credentials
        }
        // Once; the floor is the RFC's. The other side shall refresh, as we never do.
        guard response.statusCode == 422, sessionHeaders.isEmpty, let least = response.minSE else { return nil }
        let seconds = max(least, 90)
        sessionHeaders = [
            Header(.sessionExpires, SessionExpires(seconds, refresher: .uas).description),
            Header(.minSE, String(seconds)),
        ]
        return sessionHeaders + authenticator.known(for: plan.invite(plan.cseq))
    }
}
