package org.offprint.client;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.offprint.client.api.ChangesApi.APIlistChangesRequest;
import org.offprint.client.model.ChangePage;
import org.offprint.client.model.PageLinks;

/** Iterates over lists and over the change feed. */
public final class Lists {

    /** Pause after a response that the service sent without waiting, because too many clients are waiting. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private Lists() {}

    /**
     * Request for a page of a list.
     *
     * @param <P> type of the page
     */
    @FunctionalInterface
    public interface PageRequest<P> {

        /**
         * Returns a page. Set both parameters in the request, if the operation has them.
         *
         * @param cursor position of the page, or null for the first page and for lists in the order of relevance
         * @param number number of the page, or null for the first page and for lists with cursors
         */
        P send(String cursor, Integer number) throws ApiException;
    }

    /**
     * Returns the items of all pages of a list. Requests each page after the items of the previous page have been read.
     *
     * @param items returns the items of a page
     * @param links returns the links of a page
     * @throws ProblemException if the service returns an error, also while the stream is read
     */
    public static <P, T> Stream<T> items(
            PageRequest<P> request, Function<P, List<T>> items, Function<P, PageLinks> links) {
        return Stream.iterate(send(request, null, null), Objects::nonNull, page -> {
                    String next = links.apply(page).getNext();
                    return next == null ? null : send(request, parameter(next, "cursor"), number(next));
                })
                .flatMap(page -> items.apply(page).stream());
    }

    /**
     * Returns pages of changes, and waits for new changes at the end of the feed. Store {@code getNext()} of each page
     * after processing its changes, and continue there with {@code after}.
     *
     * @param request creates a request, for example {@code () -> api.listChanges().journal(id)}
     * @param after position at which to start, or null for the first change
     * @param wait time for which a request waits for a change, at most 60 s; with zero, the stream ends after the last
     *     change
     * @throws ProblemException if the service returns an error, also while the stream is read
     */
    public static Stream<ChangePage> changes(Supplier<APIlistChangesRequest> request, String after, Duration wait) {
        return Stream.iterate(
                next(request, after, wait), Objects::nonNull, page -> next(request, page.getNext(), wait));
    }

    /** Returns the next page with changes, or null if there are no changes and no wait is requested. */
    private static ChangePage next(Supplier<APIlistChangesRequest> request, String after, Duration wait) {
        String position = after;
        while (true) {
            long started = System.nanoTime();
            APIlistChangesRequest following = request.get().after(position);
            if (!wait.isZero()) {
                following.prefer("wait=" + wait.toSeconds());
            }
            ChangePage page = send((cursor, number) -> following.execute(), null, null);
            if (!page.getItems().isEmpty()) {
                return page;
            }
            if (wait.isZero()) {
                return null;
            }
            position = page.getNext();
            if (System.nanoTime() - started < Duration.ofSeconds(1).toNanos()) {
                pause(wait.compareTo(PAUSE) < 0 ? wait : PAUSE);
            }
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for changes.", e);
        }
    }

    private static <P> P send(PageRequest<P> request, String cursor, Integer number) {
        try {
            return request.send(cursor, number);
        } catch (ApiException e) {
            throw new ProblemException(e);
        }
    }

    private static Integer number(String next) {
        String number = parameter(next, "page");
        return number == null ? null : Integer.valueOf(number);
    }

    /** Returns the value of a query parameter, or null. */
    private static String parameter(String url, String name) {
        return Stream.of(URI.create(url).getRawQuery().split("&"))
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> URLDecoder.decode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse(null);
    }
}
