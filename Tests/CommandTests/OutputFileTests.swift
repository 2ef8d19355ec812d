import Foundation
import TestSupport
import Testing

/// `--output`: a file is replaced whole, by rename, or left as it was.
@CommandThread
@Suite struct OutputFileTests {
    @Test func theFileIsReplacedWhole() throws {
        let folder = try Folder()
        let file = try folder.file("report.txt", "the report before")
        // Who holds the old file open goes on reading the old report.
        let old = try #require(FileHandle(forReadingAtPath: file))
        let run = try Program.run("why", "--lab", "healthy", "--output", file)
        #expect(run.status == 0)
        #expect(run.output.isEmpty && run.errors.isEmpty)
        #expect(try old.readToEnd() == Data("the report before".utf8))
        let written = String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
        #expect(written.hasPrefix("OK  OPTIONS over UDP") && written.hasSuffix(" ms\n"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["report.txt"])
    }

    @Test func aQuietReportIsAnEmptyFile() throws {
        let folder = try Folder()
        let file = try folder.file("report.txt", "the report before")
        #expect(try Program.run("why", "--lab", "healthy", "-q", "--output", file).status == 0)
        #expect(FileManager.default.contents(atPath: file) == Data())
    }

    @Test(
        arguments: ["--output", "--save-pcap"],
        [
            ("/dev/full", "no space left on the device"), ("/nosuch/report.json", "no such file"),
            ("/", "is a directory"),
        ])
    func whatCannotBeWrittenIsTold(option: String, file: (path: String, says: String)) throws {
        let run = try Program.run("why", "--lab", "healthy", "--json", option, file.path)
        #expect(run.status == 3)
        // The report is no worse for a capture that has no room.
        #expect(run.output.isEmpty == (option == "--output"))
        let what = option == "--output" ? "report was" : "messages were"
        #expect(run.errors == "sipdiag: \(option) \(file.path): \(file.says); the \(what) not written\n")
    }

    @Test func messagesWithoutAnAddressAreTold() throws {
        let folder = try Folder()
        let report = try Program.run("options", "--lab", "healthy", "--json").output
        let file = try folder.file(
            "report.json", report.replacing(/"remote": "127[^"]*"/, with: "\"remote\": \"[::1]:5060\""))
        let run = try Program.run("why", file, "--save-pcap", "\(folder.path)/calls.pcap")
        #expect(run.errors == "sipdiag: --save-pcap: 2 messages have no address to write\n")
        #expect(FileManager.default.contents(atPath: "\(folder.path)/calls.pcap")?.count == 24)
    }
}
