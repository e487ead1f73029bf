package org.offprint.imports.batch;

import java.util.ArrayList;
import java.util.List;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problem;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;

/** Findings of a record, as its outcome has them. */
public final class RecordFindings {

    /** A file of nothing but mistakes would be answered with very many times of what it holds. */
    private static final int MOST = 100;

    private RecordFindings() {}

    /** The first hundred problems of a record, and how many more there are. */
    static List<Finding> first(List<Finding> problems) {
        if (problems.size() <= MOST) {
            return problems;
        }
        List<Finding> first = new ArrayList<>(problems.subList(0, MOST));
        first.add(Finding.at("", "more-problems", problems.size() - MOST + " more problems are not listed."));
        return first;
    }

    /**
     * Returns the problem of a duplicate. Where the key may not see the other record, no more is said: neither which
     * one it is nor how it stands.
     */
    public static ProblemException taken(
            ResolvedReferences.Holder holder, String pointer, String what, ImportRequest.Importer by) {
        boolean isSeen = holder.isPublic() || by.editsAll() || holder.journal() != null && by.edits(holder.journal());
        return isSeen
                ? Problems.duplicate(pointer, what, ImportOutcome.path(holder.kind(), holder.id()))
                : Problems.invalid(
                        "The record",
                        List.of(Finding.at(pointer, "duplicate", "Another record has this " + what + " already.")));
    }

    /** Returns the findings of a refusal, each with a pointer into the record. */
    public static List<Finding> findings(ProblemException refusal, String pointer) {
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
