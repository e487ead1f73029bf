package org.offprint.platform.http.filters;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.database.sql.SqlException;

/** Maps exceptions to problem responses. */
final class Failures {

    private static final int MAX_DEPTH = 20;

    /**
     * Parts of the messages of exceptions that the connection pool throws if there is no working connection. These
     * exceptions have no SQL state.
     */
    private static final List<String> POOL_FAILURES = List.of(
            "acquisition timeout",
            "interrupted while acquiring",
            "unable to enlist connection",
            "association of connection",
            "pool is shutting down",
            "pool is closed");

    /**
     * SQL state with which the PostgreSQL driver reports an interrupted connection attempt ({@code
     * PSQLState.UNEXPECTED_ERROR}). If a request has waited too long for a connection, the pool interrupts the attempt.
     * The interrupt can also end the attempt for the next request.
     */
    private static final String INTERRUPTED_ATTEMPT = "99999";

    private Failures() {}

    /** Returns the problem response for a failure, or empty if the failure is an internal error. */
    static Optional<ProblemException> problemOf(Throwable failure) {
        for (Throwable cause : chain(failure)) {
            Optional<ProblemException> problem = one(cause);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /**
     * Returns a failure, its causes and their suppressed exceptions, outermost first. If a commit fails, the cause is
     * among the suppressed exceptions.
     */
    private static List<Throwable> chain(Throwable failure) {
        Set<Throwable> chain = new LinkedHashSet<>();
        Deque<Throwable> next = new ArrayDeque<>(List.of(failure));
        while (!next.isEmpty() && chain.size() < MAX_DEPTH) {
            Throwable each = next.poll();
            if (each instanceof ProblemException) {
                return List.of(each);
            }
            if (chain.add(each)) {
                if (each.getCause() != null) {
                    next.add(each.getCause());
                }
                next.addAll(List.of(each.getSuppressed()));
            }
        }
        return List.copyOf(chain);
    }

    private static Optional<ProblemException> one(Throwable cause) {
        ProblemException problem = null;
        if (cause instanceof ProblemException known) {
            problem = known;
        } else if (cause instanceof UnauthorizedException) {
            problem = Problems.unauthenticated("Send an API key as `Authorization: Bearer KEY`.");
        } else if (cause instanceof AuthenticationFailedException) {
            problem = Problems.unauthenticated("The credentials are not valid. Check the key, or sign in again.");
        } else if (cause instanceof ForbiddenException) {
            problem = Problems.forbidden(
                    "Your role does not permit this operation. Use credentials with the required role.");
        } else if (cause instanceof SQLException sql) {
            problem = database(sql);
        } else if (cause instanceof MismatchedInputException mismatch) {
            problem = mismatch(mismatch);
        } else if (cause instanceof JsonProcessingException json && !(cause instanceof JsonMappingException)) {
            problem = Problems.malformedJson(position(json));
        } else if (cause instanceof ConstraintViolationException violations) {
            problem = violations(violations);
        }
        return Optional.ofNullable(problem);
    }

    /**
     * Maps a database failure to a problem response. The following failures are mapped: connection failures and
     * shutdowns (PostgreSQL appendix A: class 08, 57P0x, 53300), an interrupted connection attempt, a full disk (53100),
     * and serialization failures and deadlocks (40xxx).
     */
    private static ProblemException database(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String message = String.valueOf(failure.getMessage());
        boolean away = state.startsWith("08")
                || state.startsWith("57P0")
                || state.equals("53300")
                || state.equals(INTERRUPTED_ATTEMPT);
        String text = message.toLowerCase(Locale.ROOT);
        boolean isPoolFailure = failure instanceof SQLTransientConnectionException
                || state.isEmpty() && POOL_FAILURES.stream().anyMatch(text::contains);
        if (away || isPoolFailure) {
            return Problems.unavailable("The database does not answer.", 5);
        }
        if (state.equals(SqlException.DISK_FULL)) {
            return Problems.insufficientStorage();
        }
        if (state.equals("40P01") || state.equals("40001")) {
            return Problems.unavailable("The change conflicted with a concurrent change. Retry the request.", 1);
        }
        return null;
    }

    private static ProblemException mismatch(MismatchedInputException failure) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference part : failure.getPath()) {
            pointer.append(JsonPointer.SEPARATOR);
            pointer.append(
                    part.getFieldName() == null
                            ? String.valueOf(part.getIndex())
                            : part.getFieldName().replace("~", "~0").replace("/", "~1"));
        }
        return Problems.invalid(
                "The body",
                List.of(Finding.at(
                        pointer.toString(),
                        "wrong-type",
                        "The value has the wrong type. Use the type given in /openapi.")));
    }

    private static String position(JsonProcessingException failure) {
        return failure.getLocation() == null
                ? failure.getOriginalMessage()
                : failure.getOriginalMessage() + " (line "
                        + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr() + ")";
    }

    private static ProblemException violations(ConstraintViolationException failure) {
        List<Finding> findings = failure.getConstraintViolations().stream()
                .map(violation -> {
                    // The first two nodes of the property path are internal names: the method and its argument.
                    String[] nodes = violation.getPropertyPath().toString().split("[.\\[\\]]+");
                    StringBuilder pointer = new StringBuilder();
                    for (int i = 2; i < nodes.length; i++) {
                        pointer.append('/').append(nodes[i]);
                    }
                    return Finding.at(pointer.toString(), "invalid", violation.getMessage());
                })
                .toList();
        return Problems.invalid("The request", findings);
    }
}
