package org.offprint.platform.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * Response body of an external service, read up to a maximum length.
 *
 * @param isCut whether the response body was longer than the maximum and has been truncated
 */
public record BoundedBody(byte[] bytes, boolean isCut) {

    /**
     * Returns a handler that reads at most {@code longest} bytes of a response body, and closes the connection if the
     * body is longer.
     */
    public static BodyHandler<BoundedBody> upTo(int longest) {
        return head -> new BoundedSubscriber(longest);
    }

    private static final class BoundedSubscriber implements BodySubscriber<BoundedBody> {

        private final int longest;
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final CompletableFuture<BoundedBody> body = new CompletableFuture<>();
        private Subscription subscription;

        BoundedSubscriber(int longest) {
            this.longest = longest;
        }

        @Override
        public CompletionStage<BoundedBody> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                int length = Math.min(buffer.remaining(), longest - taken.size());
                byte[] bytes = new byte[length];
                buffer.get(bytes);
                taken.write(bytes, 0, length);
                if (buffer.hasRemaining()) {
                    subscription.cancel();
                    body.complete(new BoundedBody(taken.toByteArray(), true));
                    return;
                }
            }
            subscription.request(1);
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure instanceof IOException ? failure : new IOException(failure));
        }

        @Override
        public void onComplete() {
            body.complete(new BoundedBody(taken.toByteArray(), false));
        }
    }
}
