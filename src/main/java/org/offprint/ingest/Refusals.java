package org.offprint.ingest;

import java.util.List;
import org.offprint.http.problem.Finding;
import org.offprint.http.problem.Problem;
import org.offprint.http.problem.ProblemException;

/** What is wrong with a record, as it is told. */
final class Refusals {

    private Refusals() {}

    /** What a refusal says, each with a pointer into the record. */
    static List<Finding> findings(ProblemException refusal, String pointer) {
        Problem problem = refusal.problem();
        if (problem.errors().isEmpty()) {
            String code = problem.type().substring(problem.type().lastIndexOf('/') + 1);
            String detail = problem.detail() == null ? "" : " " + problem.detail();
            return List.of(Finding.at(pointer, code, problem.title() + "." + detail));
        }
        return problem.errors().stream()
                .map(error -> Finding.at(
                        pointer + (error.pointer() == null ? "" : error.pointer()), error.code(), error.message()))
                .toList();
    }
}
