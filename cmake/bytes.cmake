# cmake -DFROM=data/record.dictionary -DTO=dictionary.inc -P bytes.cmake: a file as the numbers of its bytes.
file(READ "${FROM}" hex HEX)
string(REGEX REPLACE "(................................................................)" "\\1\n" hex "${hex}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
file(WRITE "${TO}" "${hex}\n")
