/** Code that creates the sample journal in an empty database. */
package org.offprint.app.sample;
