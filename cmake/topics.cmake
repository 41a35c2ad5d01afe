# cmake -DTO=topics.inc -P topics.cmake -- FILE…: documents as C arrays, by their names without folder and ending.
set(out "")
set(table "")
include("${CMAKE_CURRENT_LIST_DIR}/given.cmake")
foreach(arg IN LISTS GIVEN)
  cmake_path(GET arg STEM name)
  string(MAKE_C_IDENTIFIER "topic_${name}" id)
  file(READ "${arg}" bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(REGEX REPLACE "(0x0a,)" "\\1\n" bytes "${bytes}") # a line a line
  string(APPEND out "static const unsigned char ${id}[] = {\n${bytes}};\n")
  string(APPEND table "    {\"${name}\", ${id}, sizeof ${id}},\n")
endforeach()
file(WRITE "${TO}" "${out}static const topic TOPICS[] = {\n${table}};\n")
