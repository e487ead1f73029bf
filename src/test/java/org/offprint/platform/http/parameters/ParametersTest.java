package org.offprint.platform.http.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;

class ParametersTest {

    private final Parameters in = new Parameters();

    @Test
    void valid_parameters_are_parsed_and_missing_parameters_have_defaults() {
        assertEquals(100, in.integer("limit", new ParameterValue<>("100"), 1, 100, 20));
        assertEquals(20, in.integer("limit", null, 1, 100, 20));
        assertEquals(true, in.flag("highlight", new ParameterValue<>("true"), false));
        assertEquals(false, in.flag("highlight", null, false));
        assertEquals("b", in.oneOf("sort", "-title", Map.of("title", "a", "-title", "b"), "c"));
        assertEquals("7!", in.parsed("n", "7", "n-format", raw -> raw + "!"));
        assertNull(in.text("q", null));
        in.check();
    }

    @ParameterizedTest
    @CsvSource({
        "0, out-of-range",
        "101, out-of-range",
        "-1, out-of-range",
        "abc, integer-format",
        "+5, integer-format",
        "' 5', integer-format",
        "5.0, integer-format",
        "1e2, integer-format",
        "99999999999, integer-format",
        "'', empty-parameter",
        "\u0661, integer-format"
    })
    void a_malformed_or_out_of_range_number_parameter_is_rejected(String raw, String code) {
        in.integer("limit", new ParameterValue<>(raw), 1, 100, 20);
        assertEquals(List.of(code), codes());
    }

    @Test
    void all_invalid_parameters_are_reported_together() {
        in.integer("limit", new ParameterValue<>("x"), 1, 100, 20);
        in.flag("highlight", new ParameterValue<>("yes"), false);
        in.oneOf("sort", "titel", Map.of("title", 1), 1);
        in.parsed("doi", "x", "doi-syntax", raw -> {
            throw new IllegalArgumentException("A DOI starts with 10.");
        });
        assertEquals(List.of("integer-format", "boolean-format", "unknown-value", "doi-syntax"), codes());
        ProblemException problem = assertThrows(ProblemException.class, in::check);
        assertEquals(
                "There is no titel; did you mean title? Must be one of title.",
                problem.problem().errors().get(2).message());
        assertEquals("A DOI starts with 10.", problem.problem().errors().get(3).message());
    }

    private List<String> codes() {
        ProblemException problem = assertThrows(ProblemException.class, in::check);
        assertEquals(400, problem.problem().status());
        return problem.problem().errors().stream().map(Finding::code).toList();
    }
}
