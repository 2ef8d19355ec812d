import STUN
import Testing

struct AttributeTests {
    static let plainTypes: [AttributeType] = [
        .mappedAddress, .changedAddress, .otherAddress, .responseOrigin, .alternateServer,
    ]

    /// A success response that this builds.
    private func built(_ build: (inout STUNMessageBuilder) -> Void) throws -> STUNMessage {
        var builder = STUNMessageBuilder(.successResponse, transactionID: transactionID())
        build(&builder)
        return try message(builder.bytes)
    }

    @Test(arguments: plainTypes)
    func plainAddresses(type: AttributeType) throws {
        let ipv4 = try address("203.0.113.9:5060")
        let ipv6 = try ipv6([0x2001, 0xdb8, 0, 0, 0, 0, 0, 1], port: 65535)
        #expect(try built { $0.add(type, ipv4) }.address(type) == ipv4)
        #expect(try built { $0.add(type, ipv6) }.address(type) == ipv6)
        #expect(try built { _ in }.address(type) == nil)
    }

    @Test(arguments: [AttributeType.xorMappedAddress, .xorMappedAddressOld])
    func xorAddresses(type: AttributeType) throws {
        let ipv6 = try ipv6([0x2001, 0xdb8, 0, 0, 0, 0, 0, 1], port: 3478)
        let parsed = try built { $0.addXOR(ipv6, as: type) }
        #expect(try parsed.address(type) == ipv6)
        #expect(try parsed.reflexiveAddress() == ipv6)
        let attribute = try #require(parsed.first(type))
        #expect(parsed.value(of: attribute).suffix(16) != ipv6.bytes[...], "the wire form is masked")
    }

    @Test func reflexiveAddressPrefersXOR() throws {
        let (first, second, third) = (
            try address("192.0.2.1:1"), try address("192.0.2.2:2"), try address("192.0.2.3:3")
        )
        #expect(
            try built {
                $0.add(.mappedAddress, first)
                $0.addXOR(second, as: .xorMappedAddressOld)
                $0.addXOR(third)
            }.reflexiveAddress() == third)
        #expect(
            try built {
                $0.add(.mappedAddress, first)
                $0.addXOR(second, as: .xorMappedAddressOld)
            }.reflexiveAddress() == second)
        #expect(try built { $0.add(.mappedAddress, first) }.reflexiveAddress() == first)
        #expect(try built { _ in }.reflexiveAddress() == nil)
    }

    @Test(arguments: [
        ([], STUNFault(offset: 24, rule: .addressLength)),
        ([0, 1, 0], STUNFault(offset: 24, rule: .addressLength)),
        ([0, 3, 0, 80, 1, 2, 3, 4], STUNFault(offset: 25, rule: .addressFamily)),
        ([0, 1, 0, 80, 1, 2, 3], STUNFault(offset: 24, rule: .addressLength)),
        ([0, 2, 0, 80, 1, 2, 3, 4], STUNFault(offset: 24, rule: .addressLength)),
        ([0, 1, 0, 80] + [UInt8](repeating: 0, count: 16), STUNFault(offset: 24, rule: .addressLength)),
    ])
    func wrongAddress(value: [UInt8], fault: STUNFault) throws {
        let parsed = try built { $0.add(.mappedAddress, value) }
        #expect(throws: fault) { try parsed.address(.mappedAddress) }
    }

    @Test(arguments: [300, 400, 401, 420, 438, 500, 699])
    func errorCodes(code: Int) throws {
        let error = ErrorCode(code, "Réason")
        #expect(try built { $0.addErrorCode(error) }.errorCode() == error)
    }

    @Test(arguments: [
        ([0, 0, 4], STUNFault(offset: 24, rule: .valueLength)),
        ([0, 0, 2, 0], STUNFault(offset: 26, rule: .errorCode)),
        ([0, 0, 7, 0], STUNFault(offset: 26, rule: .errorCode)),
        ([0, 0, 4, 100], STUNFault(offset: 26, rule: .errorCode)),
    ])
    func wrongErrorCode(value: [UInt8], fault: STUNFault) throws {
        let parsed = try built { $0.add(.errorCode, value) }
        #expect(throws: fault) { try parsed.errorCode() }
    }

    @Test(arguments: [(false, false, 0), (true, false, 4), (false, true, 2), (true, true, 6)])
    func changeRequest(ip: Bool, port: Bool, bits: UInt8) throws {
        let change = ChangeRequest(changeIP: ip, changePort: port)
        let parsed = try built { $0.addChangeRequest(change) }
        #expect(try parsed.changeRequest() == change)
        #expect(parsed.bytes.suffix(4) == [0, 0, 0, bits])
    }

    @Test func responsePortInBothLengths() throws {
        #expect(try built { $0.addResponsePort(5061) }.responsePort() == 5061)
        #expect(try built { $0.add(.responsePort, [0x13, 0xc5]) }.responsePort() == 5061)
        #expect(throws: STUNFault(offset: 24, rule: .valueLength)) {
            try built { $0.add(.responsePort, [1]) }.responsePort()
        }
    }

    @Test func unknownAttributesListIgnoresAHalfEntry() throws {
        let parsed = try built { $0.add(.unknownAttributes, [0x7a, 0xbc, 0x00, 0x02, 0x09]) }
        #expect(parsed.unknownAttributes.map(\.rawValue) == [0x7abc, 0x0002])
    }

    @Test func remoteTextIsBoundedAndRepaired() throws {
        let parsed = try built { $0.add(.software, [0xff, 0x41] + [UInt8](repeating: 0x42, count: 5000)) }
        let software = try #require(parsed.software)
        #expect(software.hasPrefix("\u{fffd}AB"))
        #expect(software.unicodeScalars.count == 763)
    }
}
