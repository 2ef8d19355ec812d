/// Our answer to an offer of the other side's, and what is agreed by it.
package struct OfferAnswer: Hashable, Sendable {
    package let description: SessionDescription
    package let agreement: AudioAgreement
}

extension Offer {
    /// Accepts the first audio that we can do, with one voice codec and its digits, and refuses everything else.
    ///
    /// For a re-INVITE, or a call in which the other side offers first; `nil` when nothing can be accepted: 488.
    package func answer(to offer: SessionDescription) -> OfferAnswer? {
        for (index, media) in offer.media.enumerated() {
            guard let audio = answer(to: media), let agreement = AudioAgreement(local: audio, remote: media) else {
                continue
            }
            var answered = offer.media.map(\.refusal)
            answered[index] = audio
            let description = session(times: offer.lines.filter { $0.type == "t" }, answered)
            return OfferAnswer(description: description, agreement: agreement)
        }
        return nil
    }

    private func answer(to media: MediaDescription) -> MediaDescription? {
        guard media.isAudio, media.isPlainRTP || media.isSecureProfile, media.port ?? 0 != 0 else { return nil }
        let crypto = answer(to: media.cryptos)
        // Plain where it must be encrypted, or encrypted where we have no key.
        if crypto == nil, media.isSecureProfile { return nil }
        if crypto == nil, case .sdes = srtp { return nil }

        let known = media.encodings().compactMap { encoding -> Codec? in
            offered.first { $0.map.isSameEncoding(as: encoding) }.map { Codec(encoding, parameters: $0.parameters) }
        }
        guard let voice = known.first(where: \.isVoice) else { return nil }
        let digits = known.first { $0.map.isTelephoneEvent(beside: voice.map) }
        let wanted = media.direction.reversed.limited(to: direction)
        return audio(
            media.proto, codecs: [voice] + (digits.map { [$0] } ?? []),
            direction: media.connection?.isUnspecified == true ? wanted.limited(to: .recvonly) : wanted,
            crypto: crypto)
    }

    /// Takes the first key of the suite that we have.
    private func answer(to cryptos: [CryptoAttribute]) -> CryptoAttribute? {
        guard let key = srtp.key,
            let taken = cryptos.first(where: { $0.suite.equalsIgnoringCase(CryptoAttribute.commonSuite) })
        else { return nil }
        return CryptoAttribute(tag: taken.tag, suite: taken.suite, key: key)
    }
}

extension MediaDescription {
    /// The line that refuses it (RFC 3264 6).
    fileprivate var refusal: MediaDescription {
        MediaDescription(kind: kind, port: 0, proto: proto, formats: formats, lines: [])
    }
}
