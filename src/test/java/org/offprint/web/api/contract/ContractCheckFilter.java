package org.offprint.web.api.contract;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.config.LogConfig;
import io.restassured.filter.FilterContext;
import io.restassured.filter.OrderedFilter;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * REST Assured filter that checks every response against the contract. The file in {@code META-INF/services} registers
 * the filter, so tests need no setup.
 */
public final class ContractCheckFilter implements OrderedFilter, QuarkusTestBeforeEachCallback {

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        if (RestAssured.filters().stream().noneMatch(ContractCheckFilter.class::isInstance)) {
            RestAssured.filters(this);
            // REST Assured formats every request and response, even if tests succeed. Pretty printing would be slow.
            RestAssured.config = RestAssured.config()
                    .logConfig(LogConfig.logConfig()
                            .enableLoggingOfRequestAndResponseIfValidationFails()
                            .enablePrettyPrinting(false));
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification wanted, FilterContext context) {
        Response response = context.next(request, wanted);
        URI uri = URI.create(request.getURI());
        boolean followed = request.getConfig().getRedirectConfig().followsRedirects()
                && uri.getPath().contains("/current-issue");
        if (!followed) { // The response to a followed redirect belongs to another operation.
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            ContractChecker.check(new Exchange(
                    request.getMethod(),
                    uri.getRawPath() + query,
                    sent(request),
                    response.statusCode(),
                    headers(response),
                    response.asByteArray()));
        }
        return response;
    }

    private static byte[] sent(FilterableRequestSpecification request) {
        Object body = request.getBody();
        return body instanceof byte[] bytes
                ? bytes
                : body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers()
                .forEach(header -> headers.merge(
                        header.getName().toLowerCase(Locale.ROOT),
                        header.getValue(),
                        (one, more) -> one + ", " + more));
        return headers;
    }

    /** Returns the order in which this filter runs: last, closest to the network. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
