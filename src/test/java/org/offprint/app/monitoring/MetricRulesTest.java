package org.offprint.app.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricRulesTest {

    @Test
    void a_metric_that_violates_a_rule_of_promtool_is_reported() {
        assertEquals(
                List.of(
                        "no_help no help text",
                        "pause_milliseconds use a base unit instead of \"milliseconds\"",
                        "pool_awaiting_count non-histogram and non-summary metrics should not have \"_count\" suffix",
                        "reads counter metrics should have \"_total\" suffix",
                        "run_time_ns_total metric names should not contain abbreviated units",
                        "sizes_total non-counter metrics should not have \"_total\" suffix",
                        "some_gauge metric name should not include its type",
                        "with_label metric and label names should be written in 'snake_case' not 'camelCase'"),
                MetricRules.violations("""
                        # HELP no_help  \n\
                        # TYPE no_help gauge
                        no_help{a="}",} 1.0
                        # HELP pause_milliseconds A
                        # TYPE pause_milliseconds gauge
                        pause_milliseconds 1.0
                        # HELP pool_awaiting_count A
                        # TYPE pool_awaiting_count gauge
                        pool_awaiting_count 1.0
                        # HELP reads A
                        # TYPE reads counter
                        reads 1.0
                        # HELP run_time_ns_total A
                        # TYPE run_time_ns_total counter
                        run_time_ns_total 1.0
                        # HELP sizes_total A
                        # TYPE sizes_total gauge
                        sizes_total 1.0
                        # HELP some_gauge A
                        # TYPE some_gauge gauge
                        some_gauge 1.0
                        # HELP with_label A
                        # TYPE with_label gauge
                        with_label{labelName="a \\" b"} 1.0
                        """));
    }

    @Test
    void metrics_that_follow_the_rules_of_promtool_are_not_reported() {
        assertEquals(List.of(), MetricRules.violations("""
                # HELP http_server_requests_seconds Requests
                # TYPE http_server_requests_seconds histogram
                http_server_requests_seconds_bucket{uri="/a",le="0.005",} 1.0
                http_server_requests_seconds_count{uri="/a",} 1.0
                http_server_requests_seconds_sum{uri="/a",} 0.1
                # HELP reads_total Reads
                # TYPE reads_total counter
                reads_total 1.0E9
                """));
    }
}
