import STUN
import Testing

struct BindingTransactionTests {
    let server: TransportAddress
    let mapped: TransportAddress

    init() throws {
        server = try address("198.51.100.1:3478")
        mapped = try address("203.0.113.7:40212")
    }

    private func started(_ settings: BindingTransaction.Settings = .init()) throws -> (BindingTransaction, STUNMessage)
    {
        var transaction = BindingTransaction(
            server: server, transactionID: transactionID(), software: "sipdiag", settings: settings)
        for case .send(let bytes) in transaction.handle(.start) {
            return (transaction, try message(bytes))
        }
        throw NothingSent()
    }

    private struct NothingSent: Error {}

    private func success(_ build: (inout STUNMessageBuilder) -> Void) -> [UInt8] {
        var builder = STUNMessageBuilder(.successResponse, transactionID: transactionID())
        build(&builder)
        return builder.bytes
    }

    @Test func schedule() throws {
        var transaction = BindingTransaction(server: server, transactionID: transactionID())
        let first = transaction.handle(.start)
        #expect(first.first == .startTimer(.giveUp, .seconds(4)))
        #expect(first.last == .startTimer(.retransmit, .milliseconds(250)))
        guard case .send(let request) = first[1] else {
            Issue.record("\(first)")
            return
        }
        #expect(try message(request).fingerprint == .valid)
        #expect(try message(request).messageClass == .request)
        #expect(transaction.handle(.start) == [])
        #expect(
            transaction.handle(.timer(.retransmit)) == [.send(request), .startTimer(.retransmit, .milliseconds(500))])
        #expect(
            transaction.handle(.timer(.retransmit)) == [.send(request), .startTimer(.retransmit, .milliseconds(1000))])
        #expect(transaction.handle(.timer(.retransmit)) == [.send(request)])
        #expect(transaction.handle(.timer(.retransmit)) == [])
        #expect(transaction.sent == 4)
        #expect(transaction.handle(.timer(.giveUp)) == [.finish(.timedOut)])
        #expect(transaction.handle(.timer(.giveUp)) == [])
    }

    @Test(arguments: [(0, 1), (1, 1), (40, 40)])
    func anyNumberOfSendsIsBounded(asked: Int, sent: Int) throws {
        var (transaction, _) = try started(.init(initialRTO: .seconds(1), sends: asked))
        for _ in 0..<100 { _ = transaction.handle(.timer(.retransmit)) }
        #expect(transaction.sent == sent)
    }

    @Test func theLabsAnswerIsUnderstood() throws {
        var (transaction, request) = try started()
        var response = BindingResponse(mapped: mapped, responseOrigin: server, software: "lab")
        response.otherAddress = try address("198.51.100.2:3479")
        let bytes = try #require(response.answer(to: request))
        let actions = transaction.handle(.received(bytes, from: server))
        guard case .finish(.mapped(let answer)) = actions.first else {
            Issue.record("\(actions)")
            return
        }
        #expect(actions.count == 1)
        #expect(answer.mapped == mapped)
        #expect(answer.plainMapped == mapped)
        #expect(!answer.isPayloadRewritten)
        #expect(answer.responseOrigin == server)
        #expect(answer.otherAddress == response.otherAddress)
        #expect(answer.message.software == "lab")
        #expect(answer.message.fingerprint == .valid)
        #expect(transaction.strays.total == 0)
    }

    @Test func aRewrittenPlainAddressIsSeen() throws {
        var (transaction, request) = try started()
        var response = BindingResponse(mapped: mapped)
        response.plainMapped = try address("192.168.1.2:40212")
        let bytes = try #require(response.answer(to: request))
        guard case .finish(.mapped(let answer)) = transaction.handle(.received(bytes, from: server)).first else {
            Issue.record("no answer")
            return
        }
        #expect(answer.isPayloadRewritten)
        #expect(answer.mapped == mapped)
    }

    @Test func straysAreCountedAndNotBelieved() throws {
        var (transaction, request) = try started()
        let answer = try #require(BindingResponse(mapped: mapped).answer(to: request))
        let otherID = success { _ in }
        var wrongID = otherID
        wrongID[19] ^= 1
        var badFingerprint = answer
        badFingerprint[badFingerprint.count - 1] ^= 1
        let elsewhere = try address("198.51.100.2:3478")
        let otherPort = try address("198.51.100.1:3479")
        let strays: [([UInt8], TransportAddress)] = [
            (answer, elsewhere), (answer, otherPort), (wrongID, server), (Array("hello".utf8), server),
            (Array(answer.dropLast()), server), (badFingerprint, server), (request.bytes, server),
        ]
        for (bytes, source) in strays {
            #expect(transaction.handle(.received(bytes, from: source)) == [])
        }
        #expect(
            transaction.strays.counts == [
                .otherSource: 2, .otherTransaction: 1, .notSTUN: 1, .malformed: 2, .notResponse: 1,
            ])
        #expect(transaction.strays.otherSource == otherPort)
        guard case .finish(.mapped) = transaction.handle(.received(answer, from: server)).first else {
            Issue.record("the true answer still counts")
            return
        }
        #expect(transaction.handle(.received(answer, from: server)) == [], "only once")
    }

    @Test(arguments: [300, 400, 401, 420, 438, 500])
    func errorResponsesAreReported(code: Int) throws {
        var (transaction, request) = try started()
        let response = BindingResponse(mapped: mapped, error: ErrorCode(code, "no"))
        let bytes = try #require(response.answer(to: request))
        let expected = BindingResult.errorResponse(ErrorCode(code, "no"), try message(bytes))
        #expect(transaction.handle(.received(bytes, from: server)) == [.finish(expected)])
    }

    @Test func answersThatSayNothing() throws {
        let unknown = AttributeType(rawValue: 0x7abc)
        let unspoken = STUNMessageBuilder(.errorResponse, transactionID: transactionID()).bytes
        let cases: [([UInt8], BindingResult.Unusable)] = [
            (success { _ in }, .noMappedAddress),
            (success { $0.add(unknown, [1]) }, .unknownAttributes([unknown])),
            (success { $0.add(.xorMappedAddress, [0, 1]) }, .wrong(STUNFault(offset: 24, rule: .addressLength))),
            (unspoken, .wrong(STUNFault(offset: 20, rule: .errorCode))),
        ]
        for (bytes, reason) in cases {
            var (transaction, _) = try started()
            let expected = BindingResult.unusable(reason, try message(bytes))
            #expect(transaction.handle(.received(bytes, from: server)) == [.finish(expected)])
        }
    }

    @Test func aTransportErrorEndsIt() throws {
        var (transaction, _) = try started()
        #expect(
            transaction.handle(.transportError("port unreachable")) == [.finish(.transportError("port unreachable"))])
        #expect(transaction.handle(.timer(.retransmit)) == [])
    }
}

struct BindingResponseTests {
    @Test func unknownRequiredAttributesGetA420() throws {
        var builder = STUNMessageBuilder(.request, transactionID: transactionID())
        builder.add(AttributeType(rawValue: 0x7abc), [])
        let response = BindingResponse(mapped: try address("192.0.2.1:1"))
        let request = try message(builder.bytes)
        let answer = try message(try #require(response.answer(to: request)))
        #expect(answer.messageClass == .errorResponse)
        #expect(try answer.errorCode()?.code == 420)
        #expect(answer.unknownAttributes.map(\.rawValue) == [0x7abc])
        #expect(answer.fingerprint == .absent, "the request had none")
    }

    @Test(arguments: [(STUNMessage.Class.indication, STUNMessage.binding), (.successResponse, 1), (.request, 0x003)])
    func onlyBindingRequestsAreAnswered(messageClass: STUNMessage.Class, method: UInt16) throws {
        let other = STUNMessageBuilder(messageClass, method: method, transactionID: transactionID())
        #expect(BindingResponse(mapped: try address("192.0.2.1:1")).answer(to: try message(other.bytes)) == nil)
    }
}
