package org.offprint.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartChecksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "OFFPRINT_ADMIN_KEY | short | has 5 characters; it must have 24 or more.",
                "OFFPRINT_PUBLIC_URL | journal.example | is journal.example; it must be an http or https"
                        + " URL such as https://api.journal.example.",
                "OFFPRINT_PUBLIC_URL | https://a.example/?b | is https://a.example/?b; it must be an"
                        + " http or https URL such as https://api.journal.example.",
                "OFFPRINT_PUBLIC_URL | https://a.example/b/ | -",
                "OFFPRINT_LOG_JSON | TRUE | is TRUE; it must be true or false.",
                "OFFPRINT_CRAWLERS_REFUSE | training, visits | -",
                "OFFPRINT_CRAWLERS_REFUSE | training, all | is training, all; it must be a list of these values, separated"
                        + " by commas: training, answers, visits.",
                "OFFPRINT_SAMPLE_DATA | yes | is yes; it must be true or false.",
                "OFFPRINT_SEARCH_LONGEST | 2 seconds | is 2 seconds; it must be a duration above zero"
                        + " and up to 365 days, for example 500MS, 2S, 5M or PT1M30S.",
                "OFFPRINT_SEARCH_LONGEST | 0 | is 0; it must be a duration above zero and up to 365"
                        + " days, for example 500MS, 2S, 5M or PT1M30S.",
                "OFFPRINT_SEARCH_LONGEST | -1S | is -1S; it must be a duration above zero and up to 365"
                        + " days, for example 500MS, 2S, 5M or PT1M30S.",
                "OFFPRINT_SEARCH_LONGEST | 500MS | -",
                "OFFPRINT_SEARCH_LONGEST | 1 | -",
                "OFFPRINT_OAI_CONCURRENT_REQUESTS | 0 | is 0; it must be a whole number from 1 to 1000.",
                "OFFPRINT_CHANGES_WAITING_READERS | many | is many; it must be a whole number, 0 or greater.",
                "OFFPRINT_CHANGES_WAITING_READERS | 99999999999 | is 99999999999; it must be a whole number, 0 or greater.",
                "OFFPRINT_OAI_HOST | 192.0.2.1 | is 192.0.2.1; it must be a domain name with a dot, such as journal.example.",
                "OFFPRINT_OAI_HOST | a..example | is a..example; it must be a domain name with a dot, such as journal.example.",
                "OFFPRINT_OAI_ADMIN_EMAIL | office | is office; it must be an e-mail address such as office@journal.example.",
                "OFFPRINT_CROSSREF_DEPOSITOR_EMAIL | office@journal.example | -",
                "OFFPRINT_CROSSREF_CROSSMARK_POLICY | policy | is policy; it must be a DOI such as 10.1234/policy.",
                "OFFPRINT_OAI_METADATA_LICENCE | CC0 | is CC0; it must be the http or https URL of a"
                        + " licence, such as https://creativecommons.org/publicdomain/zero/1.0/.",
                "QUARKUS_HTTP_PORT | 65536 | is 65536; it must be a whole number from 0 to 65535.",
                "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES | 192.0.2.10, 10.0.0.0/8,fc00::/7,::1/128 | -",
                "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES | ::1 | is ::1; it must be a comma-separated list of"
                        + " IPv4 addresses or of networks such as 192.0.2.0/24 and 2001:db8::5/128.",
                "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES | proxy.internal | is proxy.internal; it must be a"
                        + " comma-separated list of IPv4 addresses or of networks such as 192.0.2.0/24 and"
                        + " 2001:db8::5/128.",
                "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES | 192.0.2.10:8080 | is 192.0.2.10:8080; it must be a"
                        + " comma-separated list of IPv4 addresses or of networks such as 192.0.2.0/24 and"
                        + " 2001:db8::5/128.",
                "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES | 192.0.2.0/33 | is 192.0.2.0/33; it must be a"
                        + " comma-separated list of IPv4 addresses or of networks such as 192.0.2.0/24 and"
                        + " 2001:db8::5/128.",
                "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES | 10.0.0.0/8, | is 10.0.0.0/8,; it must be a"
                        + " comma-separated list of IPv4 addresses or of networks such as 192.0.2.0/24 and"
                        + " 2001:db8::5/128.",
                "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES | 2001:db8::/129 | is 2001:db8::/129; it must be a"
                        + " comma-separated list of IPv4 addresses or of networks such as 192.0.2.0/24 and"
                        + " 2001:db8::5/128.",
                "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES | fe80::1%eth0/64 | is fe80::1%eth0/64; it must be a"
                        + " comma-separated list of IPv4 addresses or of networks such as 192.0.2.0/24 and"
                        + " 2001:db8::5/128.",
                "QUARKUS_DATASOURCE_JDBC_MAX_SIZE | 0 | is 0; it must be a whole number from 1 to 10000.",
                "QUARKUS_DATASOURCE_JDBC_MIN_SIZE | -1 | is -1; it must be a whole number from 0 to 10000.",
                "QUARKUS_DATASOURCE_JDBC_MIN_SIZE | 0 | -",
                "QUARKUS_SHUTDOWN_TIMEOUT | soon | is soon; it must be a duration above zero and up to"
                        + " 365 days, for example 500MS, 2S, 5M or PT1M30S.",
            })
    void an_invalid_setting_is_reported_with_the_accepted_values(String variable, String value, String message) {
        List<String> problems = StartChecks.problems(config(Map.of(variable, value), Map.of()));
        assertEquals(
                message == null ? List.of() : List.of(message),
                problems.stream()
                        .map(line -> line.replaceFirst("^[^)]*\\) ", ""))
                        .toList());
        problems.forEach(line -> assertTrue(line.startsWith(variable + " ("), line));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"9, 10, false", "10, 10, true", "20, -, true", "1, 2, false", "2, 0, true"})
    void a_connection_pool_with_a_minimum_above_its_maximum_is_reported(String most, String least, boolean isUsable) {
        Map<String, String> pool = new HashMap<>();
        pool.put("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", most);
        if (least != null) {
            pool.put("QUARKUS_DATASOURCE_JDBC_MIN_SIZE", least);
        }
        assertEquals(
                isUsable
                        ? List.of()
                        : List.of("QUARKUS_DATASOURCE_JDBC_MAX_SIZE (quarkus.datasource.jdbc.max-size) is " + most
                                + "; it must not be less than QUARKUS_DATASOURCE_JDBC_MIN_SIZE"
                                + " (quarkus.datasource.jdbc.min-size), which is " + least + "."),
                StartChecks.problems(config(pool, Map.of())));
    }

    @Test
    void connection_pool_settings_are_compared_across_configuration_sources() {
        assertEquals(
                List.of("QUARKUS_DATASOURCE_JDBC_MAX_SIZE (quarkus.datasource.jdbc.max-size) is 1; it must not be less"
                        + " than QUARKUS_DATASOURCE_JDBC_MIN_SIZE (quarkus.datasource.jdbc.min-size), which is 2."),
                StartChecks.problems(config(
                        Map.of("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "1"),
                        Map.of("quarkus.datasource.jdbc.max-size", "20", "quarkus.datasource.jdbc.min-size", "2"))));
    }

    @Test
    void a_setting_with_an_invalid_expression_is_reported_without_its_value() {
        List<String> problems =
                StartChecks.problems(config(Map.of("OFFPRINT_ADMIN_KEY", "secret-${of.nobody}-0123456789"), Map.of()));
        assertEquals(1, problems.size());
        assertTrue(
                problems.get(0).startsWith("OFFPRINT_ADMIN_KEY (offprint.admin-key) refers to a property"),
                problems.get(0));
        assertTrue(!problems.get(0).contains("secret-"), problems.get(0));
    }

    @Test
    void an_invalid_setting_value_is_truncated_and_reported_on_one_line() {
        List<String> problems =
                StartChecks.problems(config(Map.of("OFFPRINT_LOG_JSON", "a\nb" + "c".repeat(10_000)), Map.of()));
        assertEquals(1, problems.size());
        assertTrue(
                problems.get(0).contains("a?bccc")
                        && problems.get(0).length() < 250
                        && problems.get(0).contains("…"),
                problems.get(0));
    }

    @Test
    void an_unknown_configuration_property_is_reported_with_the_most_similar_name() {
        SmallRyeConfig config = config(
                Map.of(), Map.of("offprint.acess-log", "true", "%prod.offprint.zzzzzzzz", "1", "offprints.x", "1"));
        assertEquals(
                List.of(
                        "offprint.acess-log is not a setting of the service. Did you mean offprint.access-log?",
                        "offprint.zzzzzzzz is not a setting of the service. See docs/configuration.md"
                                + " for a list of all settings."),
                StartChecks.problems(config));
    }

    @Test
    void an_unknown_environment_variable_is_reported_but_does_not_prevent_startup() {
        SmallRyeConfig config = config(
                Map.of(
                        "OFFPRINT_ACESS_LOG", "true",
                        "OFFPRINT_KEY", "of a client",
                        "offprint_log_json", "true",
                        "OFFPRINT_SEARCH_LONGEST", "1S"),
                Map.of());
        assertEquals(List.of(), StartChecks.problems(config));
        assertEquals(
                List.of("OFFPRINT_ACESS_LOG is not a setting of the service and is ignored. Did you mean"
                        + " OFFPRINT_ACCESS_LOG?"),
                StartChecks.unknownVariables(config));
    }

    private static SmallRyeConfig config(Map<String, String> environment, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new EnvConfigSource(environment, 300), new PropertiesConfigSource(properties, "test", 100))
                .build();
    }
}
