import Testing

@testable import Lab

struct WeatherTests {
    private func arrivals(_ weather: Weather, _ count: Int = 2000) -> [[Int]] {
        var weather = weather
        return (0..<count).map { _ in weather.arrivals() }
    }

    @Test func fairWeatherChangesNothing() {
        #expect(arrivals(Weather(seed: 1), 100) == Array(repeating: [0], count: 100))
    }

    @Test(arguments: [0, 30, 100])
    func losesSoMany(_ percent: Int) {
        let lost = arrivals(Weather(seed: 1, lost: percent)).count { $0.isEmpty }
        #expect(abs(lost - 20 * percent) < 100)
    }

    @Test(arguments: [0, 30, 100])
    func doublesSoMany(_ percent: Int) {
        let doubled = arrivals(Weather(seed: 1, doubled: percent)).count { $0.count == 2 }
        #expect(abs(doubled - 20 * percent) < 100)
    }

    @Test func delaysWithinTheLimit() {
        let delays = arrivals(Weather(seed: 1, delayed: 50, delayMs: 80)).flatMap { $0 }
        #expect(delays.allSatisfy { (0...80).contains($0) })
        #expect(delays.count { $0 > 0 } > 800 && delays.count { $0 == 0 } > 800)
    }

    @Test func sameSeedSameWeather() {
        func run(_ seed: UInt64) -> [[Int]] {
            arrivals(Weather(seed: seed, lost: 10, doubled: 10, delayed: 10, delayMs: 9))
        }
        #expect(run(5) == run(5))
        #expect(run(5) != run(6))
    }
}
