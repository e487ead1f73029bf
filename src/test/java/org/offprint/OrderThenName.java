package org.offprint;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Order;

/**
 * Sorts tests on a running service by {@link Order}, then by name. Tests that rebuild indexes run first, while the
 * service has few records.
 */
public class OrderThenName implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.comparingInt(OrderThenName::order)
                        .thenComparing(each -> each.getTestClass().getName()));
    }

    private static int order(ClassDescriptor each) {
        return each.findAnnotation(Order.class).map(Order::value).orElse(Order.DEFAULT);
    }
}
