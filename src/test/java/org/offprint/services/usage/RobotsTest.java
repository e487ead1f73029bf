package org.offprint.services.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RobotsTest {

    private static final List<String> ROBOTS = List.of(
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/116.0 Safari/537.36",
            "Mozilla/5.0 (compatible; YandexBot/3.0)",
            "Baiduspider+(+http://www.baidu.com/search/spider.htm)",
            "GPTBot/1.1",
            "ia_archiver",
            "curl/8.5.0",
            "python-requests/2.31.0",
            "Java/17.0.9",
            "Go-http-client/1.1",
            "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0",
            "");

    private static final List<String> PEOPLE = List.of(
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
            "Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0 Mobile Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148");

    @Test
    void user_agents_of_robots_are_distinguished_from_browsers() {
        RobotDetection robots = new RobotDetection(Optional.empty());
        assertEquals(ROBOTS, ROBOTS.stream().filter(robots::include).toList());
        assertTrue(robots.include(null));
        assertEquals(List.of(), PEOPLE.stream().filter(robots::include).toList());
        assertEquals(null, robots.list());
    }

    @Test
    void a_robot_list_can_be_a_json_file_or_a_text_file_with_one_pattern_per_line(@TempDir Path folder)
            throws IOException {
        Path json = folder.resolve("COUNTER_Robots_list.json");
        Files.writeString(json, "[{\"pattern\": \"^Reader\\\\/[0-9]\", \"last_changed\": \"2017-08-08\"}]");
        Path lines = folder.resolve("list.txt");
        Files.writeString(lines, "# Made up\n^Reader\\/[0-9]\n\n(a|aa)+$\n[unclosed\n");
        for (Path file : List.of(json, lines)) {
            RobotDetection robots = new RobotDetection(Optional.of(file.toString()));
            assertTrue(robots.include("reader/1.0"));
            assertTrue(robots.include("GPTBot/1.1"));
            assertFalse(robots.include(PEOPLE.get(0)));
            assertTrue(robots.list().startsWith(file.getFileName().toString()), robots.list());
        }
    }

    @Test
    void the_service_does_not_start_with_an_unusable_robot_list(@TempDir Path folder) throws IOException {
        Path broken = folder.resolve("broken.json");
        Files.writeString(broken, "[{\"pattern\": ");
        Path empty = folder.resolve("empty.txt");
        Files.writeString(empty, "\n");
        for (Path file : List.of(broken, empty, folder.resolve("missing"))) {
            ConfigurationException refused =
                    assertThrows(ConfigurationException.class, () -> new RobotDetection(Optional.of(file.toString())));
            assertTrue(refused.getMessage().startsWith("OFFPRINT_USAGE_ROBOTS"), refused.getMessage());
        }
    }

    @Test
    void robot_patterns_with_exponential_run_time_are_ignored() {
        for (String slow : List.of("(a+)+b", "(a|b)*c", "(ab){2,}", "a.*b.*c", "x".repeat(501))) {
            assertEquals(Optional.empty(), RobotDetection.compiled(slow), slow);
        }
        for (String fine : List.of("bot", "^[^a]fish", "Mozilla\\/5\\.0.*Reader", "[]+*]", "a{1,2}", "\\)+x")) {
            assertTrue(RobotDetection.compiled(fine).isPresent(), fine);
        }
        String agent = "a".repeat(UsageEvent.Visitor.MAX_AGENT_LENGTH);
        assertTimeout(Duration.ofSeconds(2), () -> RobotDetection.compiled("a.*b")
                .orElseThrow()
                .matcher(agent)
                .find());
    }
}
