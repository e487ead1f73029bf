/** Creation of the sample journal in an empty database. */
package org.offprint.app.sample;
