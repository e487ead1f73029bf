package org.offprint.http.filters;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.offprint.http.problem.Problems;

/** Takes bodies in UTF-8 only: JSON has no other encoding (RFC 8259, section 8.1), and none is guessed. */
@Provider
public class BodyCharset implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        String charset = request.getMediaType() == null
                ? null
                : request.getMediaType().getParameters().get("charset");
        if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
            String type = request.getMediaType().getType() + "/"
                    + request.getMediaType().getSubtype();
            throw Problems.unsupportedMediaType(request.getMethod(), List.of(type + "; charset=utf-8"));
        }
    }
}
