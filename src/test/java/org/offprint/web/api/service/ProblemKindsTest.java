package org.offprint.web.api.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.faults.Problems;

@QuarkusTest
class ProblemKindsTest {

    @Test
    void every_problem_type_in_use_is_documented_and_every_documented_type_is_used() {
        Set<String> made = Stream.of(
                        Problems.malformedJson(""),
                        Problems.badParameters(List.of()),
                        Problems.unauthenticated(""),
                        Problems.forbidden(""),
                        Problems.unknownPath(),
                        Problems.methodNotAllowed("", List.of()),
                        Problems.notAcceptable(List.of()),
                        Problems.conflict("", ""),
                        Problems.duplicate("", "", ""),
                        Problems.inUse("", List.of(), 1),
                        Problems.gone(""),
                        Problems.stale("\"\""),
                        Problems.tooLarge(1),
                        Problems.uriTooLong(1),
                        Problems.headersTooLarge(1),
                        Problems.tooSlow(1),
                        Problems.unsupportedMediaType("POST", List.of()),
                        Problems.invalid("", List.of()),
                        Problems.idempotencyConflict(),
                        Problems.preconditionRequired(),
                        Problems.incomplete("", List.of()),
                        Problems.tooManyRequests("", 1),
                        Problems.quotaExceeded("", 1, 1),
                        Problems.unavailable("", 1),
                        Problems.insufficientStorage(),
                        Problems.internal())
                .map(each -> each.problem().type().replace("/problems/", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        made.addAll(List.of("bad-path", "bad-request"));
        assertEquals(made, ProblemKinds.ALL.keySet());
    }

    @Test
    void the_url_of_a_problem_type_returns_an_html_page() {
        given().accept("text/html")
                .get("/problems/edit-conflict")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(containsString("has changed since you read it"));
        given().get("/problems/nonsense").then().statusCode(404).contentType("application/problem+json");
    }
}
