package org.offprint.web.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lists the response headers of successful requests to an operation, for the OpenAPI document. Headers are listed by
 * the names of their header components, for example {@code Signposts}. If this annotation is present, no headers are
 * derived from the operation's parameters.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ResponseHeaders {

    /** Returns the names of the headers that are sent in all successful responses, with or without a body. */
    String[] value();

    /**
     * Returns the names of the headers that are sent only in responses with a body. A 304 (Not Modified) response omits
     * these headers.
     */
    String[] withBody() default {};
}
