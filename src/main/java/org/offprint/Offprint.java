package org.offprint;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service. */
@QuarkusMain
public class Offprint {

    public static void main(String... arguments) {
        Quarkus.run(arguments);
    }
}
