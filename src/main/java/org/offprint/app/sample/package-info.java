/** Creates the sample journal in an empty store. */
package org.offprint.app.sample;
