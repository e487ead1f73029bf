package org.offprint.platform.http.requests;

import io.quarkus.runtime.Startup;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Applies the settings for forwarded addresses at startup. Sets the number of trusted proxies in {@link ClientAddress},
 * and completes each header before the framework reads it. The metrics interface of the HTTP server is the only
 * extension point that runs this early.
 */
@Startup
@Singleton
class ForwardedAddresses implements VertxOptionsCustomizer {

    private final boolean isOn;

    ForwardedAddresses(
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false") boolean isOn,
            @ConfigProperty(name = "offprint.proxy-hops", defaultValue = "1") int hops) {
        this.isOn = isOn;
        ClientAddress.trustHops(isOn ? hops : 0);
    }

    @Override
    public void accept(VertxOptions options) {
        if (isOn) {
            options.setMetricsOptions(new MetricsOptions().setEnabled(true).setFactory(ignored -> new ServerHook()));
        }
    }

    private static final class ServerHook implements VertxMetrics {

        @Override
        public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(HttpServerOptions server, SocketAddress address) {
            return new RequestHook();
        }
    }

    private static final class RequestHook implements HttpServerMetrics<Void, Void, Void> {

        @Override
        public Void requestBegin(Void connection, HttpRequest request) {
            ForwardedFor.complete(request.headers());
            return null;
        }
    }
}
