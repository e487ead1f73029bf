/** The settings of the service: their names, the values that they take, and the words in which a bad one is refused. */
package org.offprint.settings;
