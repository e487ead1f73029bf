/** The sample journal that fills an empty store. */
package org.offprint.sample;
