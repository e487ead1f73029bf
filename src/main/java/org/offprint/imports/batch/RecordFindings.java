package org.offprint.imports.batch;

import java.util.ArrayList;
import java.util.List;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problem;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;

/** Converts problems of an imported record to findings of the record's outcome. */
public final class RecordFindings {

    /**
     * Maximum number of problems that are reported for an imported record. Without a limit, the response to an invalid
     * file could be many times larger than the file itself.
     */
    private static final int MAX_FINDINGS = 100;

    private RecordFindings() {}

    /** Returns the first 100 problems of an imported record, and the number of remaining problems. */
    static List<Finding> first(List<Finding> problems) {
        if (problems.size() <= MAX_FINDINGS) {
            return problems;
        }
        List<Finding> first = new ArrayList<>(problems.subList(0, MAX_FINDINGS));
        first.add(Finding.at("", "more-problems", problems.size() - MAX_FINDINGS + " more problems are not listed."));
        return first;
    }

    /**
     * Returns the problem for a record that already exists. If the importer may not see the existing record, the
     * problem contains neither its id nor its state.
     */
    public static ProblemException duplicate(
            ResolvedReferences.RecordHolder holder, String pointer, String what, ImportRequest.Importer by) {
        boolean isSeen = holder.isPublic() || by.editsAll() || holder.journal() != null && by.edits(holder.journal());
        return isSeen
                ? Problems.duplicate(pointer, what, ImportOutcome.path(holder.kind(), holder.id()))
                : Problems.invalid(
                        "The record",
                        List.of(Finding.at(pointer, "duplicate", "Another record already has this " + what + ".")));
    }

    /**
     * Returns the findings of a problem that rejects an imported record. Each finding has a JSON Pointer into the
     * record.
     */
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
