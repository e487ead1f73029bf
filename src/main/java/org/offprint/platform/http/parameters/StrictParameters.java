package org.offprint.platform.http.parameters;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.text.NearestName;

/**
 * Rejects query parameters that the operation does not declare. Also rejects empty parameters, and repeated parameters
 * that are not repeatable.
 */
@Provider
public class StrictParameters implements ContainerRequestFilter {

    private static final Map<Method, DeclaredParameters> KNOWN = new ConcurrentHashMap<>();

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        MultivaluedMap<String, String> sent = request.getUriInfo().getQueryParameters();
        if (sent.isEmpty()) {
            return;
        }
        DeclaredParameters declared = KNOWN.computeIfAbsent(
                resource.getResourceMethod(), method -> DeclaredParameters.by(method, resource.getResourceClass()));
        if (!declared.checked()) {
            return;
        }
        List<Finding> findings = new ArrayList<>();
        new TreeMap<>(sent).forEach((name, values) -> check(name, values, declared.repeatable(), findings));
        if (!findings.isEmpty()) {
            throw refusal(findings, declared);
        }
    }

    private static void check(String name, List<String> values, Map<String, Boolean> declared, List<Finding> findings) {
        Boolean repeatable = declared.get(name);
        if (repeatable == null) {
            String near = NearestName.to(name, declared.keySet())
                    .map(meant -> "Did you mean " + meant + "?")
                    .orElse("The member `parameters` lists the accepted names.");
            findings.add(Finding.parameter(name, "unknown-parameter", "There is no parameter " + name + ". " + near));
            return;
        }
        if (!repeatable && values.size() > 1) {
            findings.add(Finding.parameter(name, "repeated-parameter", "Specify " + name + " only once."));
        }
        if (values.stream().anyMatch(String::isBlank)) {
            findings.add(Finding.parameter(
                    name, "empty-parameter", "Specify a value for " + name + ", or omit the parameter."));
        }
    }

    private static ProblemException refusal(List<Finding> findings, DeclaredParameters declared) {
        boolean unknown = findings.stream().anyMatch(each -> each.code().equals("unknown-parameter"));
        ProblemException problem = Problems.badParameters(findings);
        return unknown
                ? problem.with("parameters", List.copyOf(declared.repeatable().keySet()))
                : problem;
    }
}
