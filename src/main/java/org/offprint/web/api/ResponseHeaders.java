package org.offprint.web.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lists the headers of an operation's successful responses, for the OpenAPI document. Each header is given by the name
 * of a header component, for example {@code Signposts}. These headers replace the headers that are derived from the
 * parameters of the operation.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ResponseHeaders {

    /** Returns the names of the headers that are sent in responses with and without a body. */
    String[] value();

    /**
     * Returns the names of the headers that are sent only in responses with a body. Responses with status 304 do not
     * contain these headers.
     */
    String[] withBody() default {};
}
